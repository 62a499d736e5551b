import type { Command } from "commander";
import { addListCommand } from "../cameras/list.js";
import { addTryCommand } from "../cameras/try.js";
import type { CommandContext } from "../context.js";

/** `sourire cameras list|try` */
export function addCamerasCommand(program: Command, context: CommandContext): void {
  const cameras = program
    .command("cameras")
    .description("the cameras of this machine, and a trial of any camera");
  addListCommand(cameras, context);
  addTryCommand(cameras, context);
}
