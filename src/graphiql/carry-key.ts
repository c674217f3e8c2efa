/** GraphiQL sends the headers that one types in with HTTP requests only. With this a WebSocket gets the key that was sent last. */
export const CARRY_KEY = `<script>
  const { fetch: send, WebSocket: Socket } = window;
  let authorization = null;
  window.fetch = (resource, options) => {
    authorization = new Headers(options?.headers ?? resource.headers).get('authorization');
    return send(resource, options);
  };
  window.WebSocket = class extends Socket {
    send(text) {
      const message = JSON.parse(text);
      if (message.type === 'connection_init' && authorization) message.payload = { ...message.payload, authorization };
      super.send(JSON.stringify(message));
    }
  };
</script>`;
