type Needs = {
  /** Pictures that a script draws, as charts are. */
  readonly dataImages?: true;
  /** The page sends a form, also without a script. */
  readonly forms?: true;
};

/** Nothing but our own files, no frame around us, no device of the browser's, nothing kept. */
export const pageHeaders = ({ dataImages, forms }: Needs = {}): Readonly<Record<string, string>> => ({
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self'${dataImages ? " data:" : ""}`,
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action ${forms ? "'self'" : "'none'"}`,
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
});
