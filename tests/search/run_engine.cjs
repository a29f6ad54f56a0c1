// Runs the search's own script without a browser: searches a folder of its files and tells what was found and what had to be fetched.
// node run_engine.cjs FOLDER ENGINE < questions.json > answers.json; a question is {query, chosen, enough, rows, fresh}: `rows` hits are
// read as a page of results reads them, `fresh` begins as a page that was just opened. Bytes are those of gzip -9.
const { readFileSync } = require("fs"), { join } = require("path"), { gzipSync } = require("zlib"), vm = require("vm");
const [folder, engine] = process.argv.slice(2);
const script = readFileSync(join(folder, engine));
let fetched = [], page = null;

function fetchFile(path) {
  const data = readFileSync(join(folder, path));
  fetched.push([path, gzipSync(data, { level: 9 }).length]);
  return data.toString("utf-8");
}

function openPage() {
  const head = {
    appendChild(tag) {
      const path = tag.src.split("?")[0];
      let text = null;
      try { text = fetchFile(path); } catch { setImmediate(tag.onerror); return; }
      setImmediate(() => { vm.runInContext(text, page); tag.onload(); });
    },
  };
  const window = {};
  page = vm.createContext({
    document: { createElement: () => ({ remove() {} }), head, querySelector: () => null },
    window, wishlightSearch: (name, value) => window.wishlightSearch(name, value),
  });
  fetchFile(engine);
  vm.runInContext(script.toString("utf-8"), page);
  return window.wishlightFind;
}

async function main() {
  const questions = JSON.parse(readFileSync(0, "utf-8")), answers = [];
  let find = null;
  for (const { query, chosen, enough, rows, fresh } of questions) {
    fetched = [];
    if (fresh || !find) { find = openPage(); }
    const found = await find.find("search/data/", query, chosen, enough);
    const hits = found.hits.filter((hit) => find.fits(found.index, hit, chosen));
    const read = await Promise.all(hits.slice(0, rows).map((hit) => find.read("search/data/", hit)));
    answers.push({ ids: read.map((row) => row[0]), hits: hits.length, whole: found.whole, fetched });
  }
  process.stdout.write(JSON.stringify(answers));
}
main();
