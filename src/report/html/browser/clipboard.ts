// Copying. A page opened from disk may lack the clipboard API; the old way works there.
import { button } from "./element.js";

/** A button that copies a text and confirms it. */
export function copyButton(text: string, what: string, label = "Copy"): HTMLButtonElement {
  const made = button(label, () => void copied(text).then(tell), {
    class: "copy",
    title: `Copy ${what}`,
    "aria-label": `Copy ${what}`,
  });
  let calm: ReturnType<typeof setTimeout> | undefined;
  function tell(done: boolean): void {
    made.textContent = done ? "Copied" : "Select and copy";
    made.classList.toggle("done", done);
    announce(done ? `Copied ${what}` : `Could not copy ${what}`);
    clearTimeout(calm);
    calm = setTimeout(() => {
      made.textContent = label;
      made.classList.remove("done");
    }, 1600);
  }
  return made;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "offscreen";
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}

/** Announces something to users of screen readers. */
export function announce(text: string): void {
  const region = document.getElementById("announcer");
  if (region) region.textContent = text;
}
