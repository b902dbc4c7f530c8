/*
 * Something that scrolls sideways by itself: it takes the focus where there is something to scroll, and then only.
 */
import type { Attachment } from "svelte/attachments";

export const scrollsSideways: Attachment<HTMLElement> = (element) => {
  const look = () => {
    if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver(look);
  sizes.observe(element);
  for (const child of element.children) sizes.observe(child);
  look();
  return () => {
    sizes.disconnect();
  };
};
