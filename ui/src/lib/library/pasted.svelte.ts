// What is in the paste dialog and not imported yet. It belongs to the program, not to a page: closing the dialog or
// leaving the page does not lose it. It is kept nowhere else.

class Pasted {
  name = $state("");
  text = $state("");

  /** It is in the library now. */
  clear(): void {
    this.name = "";
    this.text = "";
  }
}

export const pasted = new Pasted();
