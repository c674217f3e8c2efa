// As little as can be done: one statement, whose answer is the body.
import { createServer } from 'node:http';
import pg from 'pg';
import { ASKED } from './world.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const text = `
  select json_build_object('data', json_build_object('machines', json_build_object('nodes', json_agg(node))))::text as body from (
    select json_build_object('id', machine.id::text, 'code', machine.code, 'name', machine.name, 'sensors', (
      select coalesce(json_agg(json_build_object('key', sensor.key, 'unit', sensor.unit, 'latest', (
        select json_build_object('value', value, 'measuredAt', measured_at) from reading where sensor_id = sensor.id order by measured_at desc limit 1
      )) order by sensor.key), '[]') from sensor where sensor.machine_id = machine.id
    )) as node from machine order by machine.code limit ${ASKED}
  ) as page`;

createServer(async (request, response) => {
  request.resume();
  const { rows } = await pool.query<{ body: string }>({ name: 'floor', text });
  const { body } = rows[0]!;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}).listen(Number(process.env['PORT']), '127.0.0.1');
