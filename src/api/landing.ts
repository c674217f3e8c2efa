/** What stands at the root until the dashboard does. */
export const LANDING_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Thermograph</title>
    <link rel="icon" href="data:,">
    <style>
      :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
      body { max-width: 40rem; margin: 4rem auto; padding: 0 1.5rem; }
      dt { font-weight: 600; margin-top: 1rem; }
      dd { margin: 0; }
    </style>
  </head>
  <body>
    <h1>Thermograph</h1>
    <p>A live digital twin of machines, containers and biological samples behind one GraphQL schema.</p>
    <dl>
      <dt><a href="/graphiql">/graphiql</a></dt>
      <dd>Try queries and live subscriptions, and read the schema.</dd>
      <dt>/graphql</dt>
      <dd>The schema itself: POST for queries and mutations, WebSocket (graphql-transport-ws) for subscriptions.</dd>
      <dt><a href="/live">/live</a>, <a href="/ready">/ready</a>, <a href="/metrics">/metrics</a></dt>
      <dd>For those who run it.</dd>
    </dl>
  </body>
</html>
`;

export const LANDING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
