/**
 * What the browser would do if a camera were asked for now, without asking.
 * @returns `unknown` where the browser does not tell; `denied` also where there is no secure context
 * @example if ((await cameraPermission()) === "prompt") explainWhyFirst();
 */
export async function cameraPermission(): Promise<"granted" | "denied" | "prompt" | "unknown"> {
  const navigator: Partial<Navigator> | undefined = globalThis.navigator;
  if (!navigator?.mediaDevices) return "denied";
  try {
    const status = await navigator.permissions?.query({ name: "camera" });
    return status?.state ?? "unknown";
  } catch {
    return "unknown"; // a browser that has permissions but none of this name
  }
}
