// Parts of statements that say where an excursion is and whether its sensor may be heard. `excursion` is in scope.

/** What the sensor was on when it began, as `mount`, and the sensor itself. An excursion is never left out for want of either. */
export const WHERE_IT_WAS = `
  join sensor on sensor.id = excursion.sensor_id
  left join lateral (
    select machine_id, container_id, sample_id from sensor_mount
    where sensor_mount.sensor_id = excursion.sensor_id and from_at <= excursion.started_at and (to_at is null or to_at > excursion.started_at) limit 1
  ) as mount on true
  left join container as twin on twin.machine_id = mount.machine_id
  left join container as face on face.id = mount.container_id`;

/** A freezer is a machine and a container. */
export const ASSETS = `
  array_remove(array['m' || mount.machine_id, 'c' || mount.container_id, 's' || mount.sample_id, 'c' || twin.id, 'm' || face.machine_id], null)`;

// Deeper than anything stands; it ends a circle, which no constraint forbids.
const DEEPEST = 32;

/** The id of the site of `mount`: its own, or else that of the nearest container around it that has one. */
export const SITE_ID = `(
  with recursive around (depth, container_id, sample_id, site_id) as (
    select 0, coalesce(mount.container_id, twin.id), mount.sample_id,
      (select coalesce(machine.site_id, own.site_id) from (select) as one left join machine on machine.id = coalesce(mount.machine_id, face.machine_id) left join container as own on own.id = coalesce(mount.container_id, twin.id))
    union all
    select around.depth + 1, outside.id, null, coalesce(machine.site_id, outside.site_id) from around
    join placement on (placement.item_container_id = around.container_id or placement.item_sample_id = around.sample_id)
      and placement.from_at <= now() and (placement.to_at is null or placement.to_at > now())
    join container as outside on outside.id = placement.container_id
    left join machine on machine.id = outside.machine_id
    where around.site_id is null and around.depth < ${DEEPEST}
  )
  select site_id from around where site_id is not null order by depth limit 1)`;

/** Whether somebody keeps the sensor quiet at a moment. */
export const isSuppressed = (at: string): string => `exists (
  select from sensor_suppression as quiet where quiet.sensor_id = excursion.sensor_id
    and quiet.from_at <= ${at} and ${at} < coalesce(quiet.lifted_at, quiet.until_at, 'infinity'))`;
