(function () {
  "use strict";
  // Filters by unit, area and state; every count is made again from the cells that are left.
  var LIGHTS = ["green", "yellow", "red", "grey"];
  var TIMES = { o: "on_time", n: "nothing_new", l: "late", m: "missing" };

  function byId(id) { return document.getElementById(id); }
  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function told(element, name) { return element.getAttribute("data-" + name); }
  function show(element, is) {
    if (is) { element.removeAttribute("hidden"); } else { element.setAttribute("hidden", ""); }
  }
  function say(element, words) { element.textContent = words; }

  var unit = byId("unit"), area = byId("area"), state = byId("state");
  var rows = all("table.heat tbody.units tr[data-unit]").map(function (row) {
    return {
      row: row, cells: all("td[data-light]", row), sums: all("td[data-sum]", row)
    };
  });

  function empty() {
    var counts = { owed: 0, reported: 0, on_time: 0, nothing_new: 0, late: 0, missing: 0 };
    LIGHTS.forEach(function (light) { counts[light] = 0; });
    return counts;
  }
  function add(counts, cell) {
    var time = TIMES[told(cell, "time")];
    counts.owed += 1;
    counts[time] += 1;
    counts.reported += time === "missing" ? 0 : 1;
    counts[told(cell, "light")] += 1;
  }
  function isUnit(element) {
    var wanted = unit.value;
    return !wanted || wanted === "u:" + told(element, "unit") ||
      wanted === "g:" + told(element, "group");
  }
  function isArea(element) { return !area.value || told(element, "area") === area.value; }

  function draw(row, counts) {
    var rects = all("rect", row), at = 0;
    var whole = LIGHTS.reduce(function (sum, light) { return sum + counts[light]; }, 0) || 1;
    LIGHTS.forEach(function (light, n) {
      var width = 100 * counts[light] / whole;
      rects[n].setAttribute("x", at.toFixed(2));
      rects[n].setAttribute("width", width.toFixed(2));
      at += width;
      say(row.querySelector("[data-light-count=" + light + "]"), counts[light]);
    });
  }

  function count() {
    var whole = empty(), areas = {}, items = {}, units = 0, heard = 0;
    rows.forEach(function (each) {
      var counts = empty();
      each.cells.filter(isArea).forEach(function (cell) { add(counts, cell); });
      var fits = isUnit(each.row) && (!area.value || counts.owed) &&
        (!state.value || counts[state.value]);
      show(each.row, fits);
      each.sums.forEach(function (cell) { say(cell, counts[told(cell, "sum")] || ""); });
      if (!fits) { return; }
      units += 1;
      heard += counts.reported ? 1 : 0;
      each.cells.filter(isArea).forEach(function (cell) {
        var name = told(cell, "area");
        add(whole, cell);
        add(areas[name] = areas[name] || empty(), cell);
        if (told(cell, "time") === "m") {
          items[told(cell, "item")] = (items[told(cell, "item")] || 0) + 1;
        }
      });
    });
    whole.units = units;
    whole.heard = heard;
    all("[data-count]").forEach(function (b) { say(b, whole[told(b, "count")]); });
    all("[data-total]").forEach(function (cell) { say(cell, whole[told(cell, "total")]); });
    all("tbody.foot td[data-item]").forEach(function (cell) {
      say(cell, items[told(cell, "item")] || "");
    });
    all("tr.lights").forEach(function (row) { draw(row, areas[told(row, "area")] || empty()); });
  }

  function filter() {
    var one = unit.value.slice(0, 2) === "u:" ? unit.value.slice(2) : "";
    all("[data-area]").forEach(function (element) { show(element, isArea(element)); });
    all("table.ranking tr[data-unit]").forEach(function (row) { show(row, isUnit(row)); });
    count();
    all("tbody.units").forEach(function (body) {
      show(body, body.querySelectorAll("tr[data-unit]:not([hidden])").length > 0);
    });
    all("table.targets td").forEach(function (cell) {
      var found = false;
      all("[data-share]", cell).forEach(function (share) {
        var is = one !== "" && told(share, "share") === one;
        found = found || is;
        show(share, is);
      });
      all(".no-share", cell).forEach(function (dash) { show(dash, !found); });
    });
    var words = [unit, area, state].filter(function (choice) { return choice.value; })
      .map(function (choice) { return choice.options[choice.selectedIndex].text; });
    say(byId("chosen"), words.length ? "筛选：" + words.join("，") : "");
    show(byId("chosen"), words.length > 0);
  }

  [unit, area, state].forEach(function (choice) { choice.addEventListener("change", filter); });
  byId("again").addEventListener("click", function () {
    [unit, area, state].forEach(function (choice) { choice.value = ""; });
    filter();
  });
  byId("on-paper").addEventListener("click", function () { window.print(); });
  show(byId("filters"), true);
  filter();
}());
