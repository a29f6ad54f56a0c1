"""Sheets in a real browser: what of them leaves its page, and the pages of the PDF that it prints."""

from __future__ import annotations

import re
from shutil import which
from typing import Any, NamedTuple

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
SIZES = {"A3 landscape": (1190.55, 841.89), "A4 portrait": (595.28, 841.89), "A5 portrait": (419.53, 595.28)}
"""Paper in points of 1/72 inch (ISO 216)."""
TOLERANCE = 1.0
"""Chromium rounds paper to CSS pixels of 0.75 points."""

ESCAPED = """() => {
  const found = [];
  const check = (box, holder, name) => {
    const edge = holder.getBoundingClientRect();
    if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1.5 || box.bottom > edge.bottom + 1.5) found.push(`${name} leaves ${holder.tagName}.${holder.className}`);
  };
  for (const part of document.querySelectorAll('.page *')) {
    if (part.closest('svg') && part.tagName !== 'svg') continue;
    check(part.getBoundingClientRect(), part.closest('.page'), `${part.tagName} ${part.textContent.trim().slice(0, 30)}`);
    const hides = getComputedStyle(part).overflow !== 'visible' && part.tagName !== 'svg';
    if (hides && (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight)) found.push(`cut: ${part.textContent.trim().slice(0, 30)}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    const holder = node.parentElement.closest('.keep, .tear, article, td, th, .tile, .page');
    for (const box of range.getClientRects()) check(box, holder, node.data.trim().slice(0, 30));
  }
  return found;
}"""
"""What is drawn outside its page, and text outside the card, slip, row or cell that it belongs to."""

OVERLAPPING = """() => {
  const found = [], texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) if (box.width) texts.push([box, walker.currentNode.data.trim()]);
  }
  for (const svg of document.querySelectorAll('.qr svg')) texts.push([svg.getBoundingClientRect(), 'code']);
  for (let i = 0; i < texts.length; i++) for (let k = i + 1; k < texts.length; k++) {
    const [a, x] = texts[i], [b, y] = texts[k];
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > Math.min(a.height, b.height) * 0.45) found.push(`${x.slice(0, 20)} | ${y.slice(0, 20)}`);
  }
  return found;
}"""
"""Texts and codes that are printed on top of each other."""


class Printed(NamedTuple):
    """A printed sheet: sizes of the PDF's pages in points, boxes meant as pages, what leaves its box, what overlaps, what it asked the network for."""

    sizes: list[tuple[float, float]]
    boxes: int
    escaped: list[str]
    overlapping: list[str]
    requests: list[str]
    pdf: bytes


def print_sheet(browser: Any, html: str) -> Printed:
    """Print a sheet as Chromium does with the paper size that the sheet itself names."""
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.emulate_media(media="print")
    page.set_content(html)
    escaped, overlapping = page.evaluate(ESCAPED), page.evaluate(OVERLAPPING)
    boxes = page.locator(".page").count()
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    return Printed(list_sizes(pdf), boxes, escaped, overlapping, requests, pdf)


def list_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """The sizes of a PDF's pages, as Chromium writes them in plain text."""
    return [(float(x), float(y)) for x, y in re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)]


def same_size(size: tuple[float, float], paper: str) -> bool:
    """Whether a page has the size of a paper."""
    return all(abs(a - b) <= TOLERANCE for a, b in zip(size, SIZES[paper], strict=True))
