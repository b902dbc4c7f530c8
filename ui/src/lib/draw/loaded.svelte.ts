/**
 * Counts how often faces came in, for as long as the component lives that asks for it. Faces come in parts, as characters
 * ask for them; text is then as wide as it was not before.
 */
export function facesLoaded(): { readonly count: number } {
  let count = $state(0);
  $effect(() => {
    const loaded = () => count++;
    document.fonts.addEventListener("loadingdone", loaded);
    return () => {
      document.fonts.removeEventListener("loadingdone", loaded);
    };
  });
  return {
    get count() {
      return count;
    },
  };
}
