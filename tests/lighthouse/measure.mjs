// Signs in as whoever works in a place, opens it in Lighthouse, and compares its scores with what they must be.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const [tool, readyFile] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(resolve(tool, 'node_modules', path)));
const { default: lighthouse } = await load('lighthouse/core/index.js');
const { launch } = await load('chrome-launcher/dist/index.js');

// A page is looked at so often; the middle score counts.
const LOOKS = 3;
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 95 };
const { url, users } = JSON.parse(readFileSync(readyFile, 'utf8'));

// The cookies of somebody in a role, signed in by the form that people use.
async function signedIn(role) {
  const { email, password } = users.find((user) => user.role === role);
  const form = await fetch(`${url}/sign-in`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())[1];
  const visit = cookies(form);
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visit, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf, email, password }),
  });
  if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`);
  return `${visit}; ${cookies(answer)}`;
}

const cookies = (answer) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');

// The first address of a kind that a page links to.
async function linked(page, kind, cookie = '') {
  const text = await (await fetch(url + page, { headers: { cookie } })).text();
  const found = kind.exec(text);
  if (!found) throw new Error(`${page} leads to nothing like ${kind}`);
  return found[1];
}

const manager = await signedIn('community_manager');
const expert = await signedIn('expert');
const supervisor = await signedIn('supervisor');
const QUESTION = /href="(\/questions\/[0-9a-f-]{36})/;
const places = [
  ['the inbox', '/inbox', manager],
  ['a question', await linked('/inbox', QUESTION, manager), manager],
  ['the drafting desk', '/desk', expert],
  ['the live board', '/reports/board', supervisor],
  ['a public thread', await linked('/', /href="(\/wall\/\d+)"/), ''],
  ['the ask form', '/ask', ''],
];

// What Lighthouse says of a page, with a browser of its own: another person's cookies are in nobody's way.
async function look(path, cookie) {
  const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox'] });
  try {
    const { lhr } = await lighthouse(url + path, {
      port: chrome.port,
      output: 'json',
      onlyCategories: Object.keys(LEAST),
      extraHeaders: cookie ? { cookie } : {},
    });
    const { finalDisplayedUrl: led, runtimeError } = lhr;
    if (runtimeError) throw new Error(`${path}: ${runtimeError.message}`);
    if (new URL(led).pathname !== path) throw new Error(`${path} led to ${led}`);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

// What keeps a page from a full score.
function blame({ categories, audits }, category) {
  for (const { id } of categories[category].auditRefs) {
    const { score, title, displayValue = '' } = audits[id];
    if (score !== null && score < 0.9) console.log(`    ${id}: ${title} ${displayValue}`);
  }
}

let short = 0;
for (const [name, path, cookie] of places) {
  const looks = [];
  for (let at = 0; at < LOOKS; at += 1) looks.push(await look(path, cookie));
  const scores = Object.entries(LEAST).map(([category, least]) => {
    const score = (lhr) => Math.round(lhr.categories[category].score * 100);
    const middle = looks.toSorted((a, b) => score(a) - score(b))[Math.floor(LOOKS / 2)];
    if (score(middle) >= least) return `${category} ${score(middle)}`;
    short += 1;
    blame(middle, category);
    return `${category} ${score(middle)} (at least ${least})`;
  });
  console.log(`${name}: ${scores.join(', ')}`);
}
process.exitCode = short ? 1 : 0;
