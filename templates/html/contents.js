"use strict";
(() => {
  const links = [...document.querySelectorAll(".toc a")];
  const side = document.querySelector(".side");
  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const places = new Map();
  links.forEach((link) => places.set(target(link), link));
  places.delete(null);
  const order = [...places.keys()];
  const seen = new Set();
  let current = null;

  const mark = () => {
    const last = order.findLast((place) => seen.has(place));
    const link = places.get(last) ?? null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    current?.setAttribute("aria-current", "location");
    if (current && getComputedStyle(side).position === "sticky") {
      const [top, bottom] = [current.offsetTop, current.offsetTop + current.offsetHeight];
      if (top < side.scrollTop || bottom > side.scrollTop + side.clientHeight) {
        side.scrollTop = top - side.clientHeight / 3;
      }
    }
  };

  // The reader is at the last section that has begun in the upper third of the window.
  const observer = new IntersectionObserver((entries) => {
    entries.forEach((entry) => {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    });
    mark();
  }, { rootMargin: "0px 0px -66% 0px" });
  order.forEach((place) => observer.observe(place));
})();
