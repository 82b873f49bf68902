/**
 * An element. `class`, `text` and `on<event>` are as they sound; true and false make an attribute
 * come and go; anything else is an attribute.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  set(element, properties);
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

export function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'text') {
      if (element.textContent !== value) {
        element.textContent = value;
      }
    } else if (name.startsWith('on')) {
      element[name] = value;
    } else if (value === false || value === undefined || value === null) {
      element.removeAttribute(name);
    } else {
      const written = value === true ? '' : String(value);
      if (element.getAttribute(name) !== written) {
        element.setAttribute(name, written);
      }
    }
  }
  return element;
}

/** Makes the children of a list those of its items, and leaves alone those that stay. */
export function keyed(list, items, keyOf, create, update = () => {}) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, i) => {
    const key = keyOf(item);
    let child = old.get(key);
    old.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (list.children[i] !== child) {
      list.insertBefore(child, list.children[i] ?? null);
    }
  });
  old.forEach((child) => child.remove());
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

/** A colour of its own for everybody, by the id. */
export function avatar({ id, name }, size = '') {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  const letters = (name || id).trim().split(/\s+/).slice(0, 2);
  const element = h('span', {
    class: `avatar ${size}`,
    'aria-hidden': 'true',
    text: letters.map((word) => [...word][0] ?? '').join('').toUpperCase(),
  });
  element.style.setProperty('--hue', hue);
  return element;
}
