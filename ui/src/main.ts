import { mount } from "svelte";
import App from "./App.svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

// Until the person's own choice is known, the system's holds: no white flash in a dark room.
document.documentElement.dataset["theme"] = matchMedia("(prefers-color-scheme: dark)").matches
  ? "dark"
  : "light";

const target = document.getElementById("app");
if (target) mount(App, { target });
