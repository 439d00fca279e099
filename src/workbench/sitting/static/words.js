// What the page says, in the language in use. English stands in the code and is the key.

const spoken = { language: "en", of: [], words: {} };

// `forms` comes with the page: for a count the place of its form, and for each message its forms.
export function speak(forms) {
  if (forms) Object.assign(spoken, forms);
}

export function say(message, values = {}) {
  return filled(spoken.words[message]?.[0] ?? message, values);
}

export function sayMany(one, many, count, values = {}) {
  const english = count === 1 ? one : many;
  const place = spoken.of[Math.min(count, spoken.of.length - 1)];
  return filled(spoken.words[one]?.[place] ?? english, { ...values, count });
}

// A day in another language than English, in which the page writes it by itself.
export function inLanguage(iso, utc) {
  const { language } = spoken;
  if (language === "en") return null;
  if (language === "qps") return `⟦${iso.slice(0, 10)}⟧`;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(utc);
}

function filled(message, values) {
  return message.replace(/\{([a-z_]+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
