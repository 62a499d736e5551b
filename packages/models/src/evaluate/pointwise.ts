/**
 * Adds channels to a plane, each with its weight: a filter of one pixel. Four at a time, since most of the time
 * goes into reading and writing the sums.
 * @param sums - shape `[plane]`, added to
 * @param input - shape `[channels, plane]`
 * @param weights - of the filters, one after the other
 * @param at - where this filter's begin
 */
export function addChannels(
  sums: Float64Array,
  input: Float32Array,
  channels: number,
  weights: Float32Array,
  at: number,
): void {
  const plane = sums.length;
  let channel = 0;
  for (; channel + 4 <= channels; channel += 4) {
    const w0 = weights[at + channel] as number;
    const w1 = weights[at + channel + 1] as number;
    const w2 = weights[at + channel + 2] as number;
    const w3 = weights[at + channel + 3] as number;
    const first = channel * plane;
    const second = first + plane;
    const third = second + plane;
    const fourth = third + plane;
    for (let i = 0; i < plane; i++) {
      sums[i] =
        (sums[i] as number) +
        w0 * (input[first + i] as number) +
        w1 * (input[second + i] as number) +
        w2 * (input[third + i] as number) +
        w3 * (input[fourth + i] as number);
    }
  }
  for (; channel < channels; channel++) {
    const weight = weights[at + channel] as number;
    const from = channel * plane;
    for (let i = 0; i < plane; i++) {
      sums[i] = (sums[i] as number) + weight * (input[from + i] as number);
    }
  }
}
