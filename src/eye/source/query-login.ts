type Credentials = { readonly user: string; readonly password: string };

const USER = /^(user(name)?|usr|login|account|u)$/i;
const PASSWORD = /^(pass(word|wd)?|pwd|p)$/i;
/** Names of what nobody but the camera's reader should see; a user's name alone opens nothing. */
const OPENS = /pass|pwd|token|auth|key|secret/i;
const PLACES = ["{user}", "{password}"] as const;

/** Some cameras take a login in the query alone: the address says where, and the login lies in its file. */
export function withLogin(url: URL, { user, password }: Credentials): URL {
  const [userPlace, passwordPlace] = PLACES;
  const search = url.search
    .replace(userPlace, () => encodeURIComponent(user))
    .replace(passwordPlace, () => encodeURIComponent(password));
  return new URL(url.href.replace(url.search, () => search));
}

export const takesLoginInQuery = (url: URL): boolean => PLACES.some((place) => url.search.includes(place));

/** Takes a login out of the query and leaves its places; undefined where it holds none of a user and a password. */
export function takeLoginOut(url: URL): { readonly url: URL; readonly credentials: Credentials } | undefined {
  const parts = [...url.searchParams];
  const user = parts.find(([name]) => USER.test(name));
  const password = parts.find(([name]) => PASSWORD.test(name));
  if (!user?.[1] || !password?.[1] || takesLoginInQuery(url)) return undefined;
  const query = parts.map(([name, value]) => {
    const place = name === user[0] ? PLACES[0] : name === password[0] ? PLACES[1] : encodeURIComponent(value);
    return `${encodeURIComponent(name)}=${place}`;
  });
  const bare = new URL(url.href.replace(url.search, () => `?${query.join("&")}`));
  return { url: bare, credentials: { user: user[1], password: password[1] } };
}

/** Does the address itself tell a secret, to everybody who may read it? */
export function tellsSecret(address: string): boolean {
  const url = new URL(address);
  const inQuery = [...url.searchParams].some(
    ([name, value]) => OPENS.test(name) && value !== "" && value !== PLACES[1],
  );
  return url.password !== "" || inQuery;
}
