// What the tests of tests/browser/test_for_everyone.py ask of a page; `looks` is defined in the page.
window.looks = (() => {
  const shown = e => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 1 && box.height > 1;
  };
  const channels = colour => {
    const found = colour.match(/[\d.]+/g).map(Number);
    return colour.startsWith('color(srgb') ? [...found.slice(0, 3).map(c => c * 255), found[3] ?? 1]
      : [found[0], found[1], found[2], found[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = colour => {
    const [r, g, b] = colour.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = e => {
    const layers = [];
    for (let n = e; n; n = n.parentElement) layers.push(channels(getComputedStyle(n).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const fade = e => {
    let share = 1;
    for (let n = e; n; n = n.parentElement) share *= Number(getComputedStyle(n).opacity);
    return share;
  };
  const contrast = (e, colour) => {
    const below = ground(e);
    const ink = channels(colour);
    ink[3] *= fade(e);
    const [one, other] = [light(over(ink, below)), light(below)].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const needed = style => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  };
  const told = e => `${e.tagName.toLowerCase()} “${(e.innerText || e.textContent || '').trim().slice(0, 60)}”`;
  const inactive = e => e.closest(':disabled, [aria-disabled="true"]');

  const pale = () => {
    const found = [];
    for (const e of document.querySelectorAll('body *')) {
      const texts = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
      if (!texts || !shown(e) || inactive(e) || e.closest('canvas, style, script, .dv-unseen')) continue;
      const style = getComputedStyle(e);
      const ratio = contrast(e, e instanceof SVGElement ? style.fill : style.color);
      if (ratio < needed(style)) found.push(`${told(e)} ${ratio.toFixed(2)}`);
    }
    for (const e of document.querySelectorAll('input[placeholder], textarea[placeholder]')) {
      if (!shown(e) || inactive(e) || e.value) continue;
      const style = getComputedStyle(e, '::placeholder');
      const ink = channels(style.color);
      ink[3] *= Number(style.opacity);
      const ratio = contrast(e, `rgba(${ink})`);
      if (ratio < 4.5) found.push(`placeholder “${e.placeholder}” ${ratio.toFixed(2)}`);
    }
    return [...new Set(found)];
  };

  const CONTROLS = 'a[href], button, input, select, textarea, summary, [role="button"], [role="option"]';
  const target = e => {  // what a finger may touch: the control, or the label or box that stands for it
    const boxes = [e, e.closest('label'), e.closest('[data-testid$="RootElement"]')].filter(Boolean);
    const sizes = boxes.map(b => b.getBoundingClientRect()).map(b => [b.width, b.height]);
    return [Math.max(...sizes.map(s => s[0])), Math.max(...sizes.map(s => s[1]))];
  };
  const small = least => [...document.querySelectorAll(CONTROLS)]
    .filter(e => shown(e) && !e.closest('.dv-unseen, .st-key-skip, canvas') && getComputedStyle(e).position !== 'absolute')
    .map(e => [e, target(e)]).filter(([, size]) => Math.min(...size) < least)
    .map(([e, size]) => `${told(e)} ${e.getAttribute('aria-label') || ''} ${size.map(Math.round).join('×')}`);

  const cut = () => [...document.querySelectorAll('.stHtml p, .stHtml li, .stHtml h1, .stHtml h2, .stHtml h3, .stHtml th,'
    + ' .stHtml td, .stButton button, label')]
    .filter(e => shown(e) && !e.closest('.dv-unseen'))
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'
      || e.getBoundingClientRect().right > innerWidth + 1)
    .filter(e => !e.closest('.dv-wide')).map(told);

  return {pale, small, cut};
})();
