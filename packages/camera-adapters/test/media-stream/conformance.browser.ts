import { cameraConformance } from "@sourire/core/testing";
import { describe, expect, it } from "vitest";
import { openBy, ROUTES } from "./setup/routes.js";

describe.each(ROUTES)("a camera that is read by the route %s is a Camera", (route) => {
  it.each(cameraConformance)("$name", ({ run }) => run(() => openBy(route), expect));
});
