import { pullPack } from "../../src/index.js";
import { smallCatalogue } from "./small-catalogue.js";

/** What the process prints when it ends well. */
export type Said = "pulled" | "was here";

// A process of its own that pulls the made-up pack: <url of the server> <root folder>
const [url = "", root = ""] = process.argv.slice(2);
const { pack } = await smallCatalogue(url);
const { wasHere } = await pullPack({
  pack: "small",
  catalogue: [pack],
  searchPath: "",
  places: { packs: `${root}/models`, config: `${root}/config`, starter: `${root}/starter` },
});
const said: Said = wasHere ? "was here" : "pulled";
process.stdout.write(said);
