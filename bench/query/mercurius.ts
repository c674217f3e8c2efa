// mercurius with loaders of its own, one prepared statement per level; MERCURIUS_JIT says whether it compiles what is asked often.
import fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const ask = async <Row extends object>(name: string, text: string, values: unknown[]) => (await pool.query<Row>({ name, text, values })).rows;

const schema = `
  type Query { machines(first: Int!): MachineConnection! }
  type MachineConnection { nodes: [Machine!]! }
  type Machine { id: ID! code: String! name: String! sensors: [Sensor!]! }
  type Sensor { key: String! unit: String! latest: Reading }
  type Reading { value: Float! measuredAt: String! }`;

const resolvers = {
  Query: { machines: async (_: unknown, { first }: { first: number }) => ({ nodes: await ask('machines', 'select id, code, name from machine order by code limit $1', [first]) }) },
};

interface Asked {
  obj: { id: number };
}

const loaders = {
  Machine: {
    sensors: {
      async loader(asked: Asked[]) {
        const groups = new Map(asked.map(({ obj }) => [obj.id, [] as object[]]));
        const rows = await ask<{ machine_id: number }>('sensors', 'select id, machine_id, key, unit from sensor where machine_id = any($1) order by key', [[...groups.keys()]]);
        for (const row of rows) groups.get(row.machine_id)!.push(row);
        return asked.map(({ obj }) => groups.get(obj.id)!);
      },
      opts: { cache: false },
    },
  },
  Sensor: {
    latest: {
      async loader(asked: Asked[]) {
        const rows = await ask<{ id: number }>('latest', `
          select asked.id, latest.* from unnest($1::int[]) as asked (id)
          cross join lateral (select value, measured_at::text as "measuredAt" from reading where sensor_id = asked.id order by measured_at desc limit 1) as latest`, [asked.map(({ obj }) => obj.id)]);
        const known = new Map(rows.map((row) => [row.id, row]));
        return asked.map(({ obj }) => known.get(obj.id) ?? null);
      },
      opts: { cache: false },
    },
  },
};

const app = fastify();
await app.register(mercurius, { schema, resolvers, loaders, ...(process.env['MERCURIUS_JIT'] ? { jit: 1 } : {}) });
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
