import {
  type AmountMinor,
  amountMinor,
  type Embedding,
  type Money,
  type PayOutcome,
  type SecretEmbedding,
} from "@sourire/core";
import { expectTypeOf, test } from "vitest";

test("brands keep apart what numbers and vectors would mix", () => {
  expectTypeOf(amountMinor).returns.toEqualTypeOf<AmountMinor>();
  expectTypeOf<number>().not.toExtend<AmountMinor>();
  expectTypeOf<Float32Array>().not.toExtend<Embedding>();
  expectTypeOf<Embedding<"dlib">>().not.toExtend<Embedding<"arcface">>();
  // @ts-expect-error plain numbers are no money
  const money: Money = { amount: 450, currency: "EUR" };
  void money;
});

test("an embedding can only be read inside reveal", () => {
  const secret = {} as SecretEmbedding<"dlib">;
  // @ts-expect-error private
  void (() => secret.vector);
  expectTypeOf(secret.reveal<number>)
    .parameter(0)
    .parameter(0)
    .toEqualTypeOf<Embedding<"dlib">>();
});

test("every way a payment may end must be handled", () => {
  const goods = (outcome: PayOutcome): boolean => {
    switch (outcome.status) {
      case "approved":
        return true;
      case "declined":
      case "fallback":
      case "canceled":
      case "pending":
        return false;
    }
  };
  expectTypeOf(goods).returns.toEqualTypeOf<boolean>();
  // @ts-expect-error pending is missing
  const incomplete = (outcome: PayOutcome): boolean => {
    switch (outcome.status) {
      case "approved":
        return true;
      case "declined":
      case "fallback":
      case "canceled":
        return false;
    }
  };
  void incomplete;
});
