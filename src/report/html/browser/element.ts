// Makes elements from names, attributes and text. The page makes them in no other way: text is always a text node, so no log
// line can become markup.

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Child = Node | string | null;

/** An HTML element. Attributes that are null, undefined or false are left out; true gives an attribute without a value. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of an SVG drawing. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<Made extends Element>(element: Made, attributes: Attributes, children: readonly Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does one thing. */
export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = h("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** Something that opens. Its contents are drawn when it is first opened. */
export function folded(title: string, draw: () => readonly Child[], open = false): HTMLDetailsElement {
  const details = h("details", { open }, h("summary", {}, title));
  let drawn = false;
  const fill = (): void => {
    if (drawn || !details.open) return;
    drawn = true;
    details.append(...draw().filter((child) => child !== null));
  };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}
