// PostGraphile as it comes. A partitioned table has no foreign key, so it is told that readings are of sensors.
import { createServer } from 'node:http';
import { grafserv } from 'postgraphile/grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';

const schema = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [jsonPgSmartTags({ version: 1, config: { class: { reading: { tags: { foreignKey: '(sensor_id) references sensor (id)' } } } } })],
  pgServices: [makePgService({ connectionString: process.env['DATABASE_URL']!, poolConfig: { max: 10 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false },
  grafast: { explain: false },
});
const server = createServer();
await schema.createServ(grafserv).addTo(server);
server.listen(Number(process.env['PORT']), '127.0.0.1');
