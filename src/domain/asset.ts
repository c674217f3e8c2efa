/** What can be said of the things that carry sensors. */
export enum MachineStatus {
  RUNNING = 'RUNNING',
  IDLE = 'IDLE',
  MAINTENANCE = 'MAINTENANCE',
  ERROR = 'ERROR',
  OFFLINE = 'OFFLINE',
}

export enum ContainerKind {
  ROOM = 'ROOM',
  FREEZER = 'FREEZER',
  REFRIGERATOR = 'REFRIGERATOR',
  INCUBATOR = 'INCUBATOR',
  CRYO_TANK = 'CRYO_TANK',
  SHELF = 'SHELF',
  RACK = 'RACK',
  BOX = 'BOX',
  SHIPPER = 'SHIPPER',
  VEHICLE = 'VEHICLE',
  BENCH = 'BENCH',
}

export enum SampleStatus {
  COLLECTED = 'COLLECTED',
  IN_TRANSIT = 'IN_TRANSIT',
  RECEIVED = 'RECEIVED',
  STORED = 'STORED',
  ANALYZED = 'ANALYZED',
  QUARANTINED = 'QUARANTINED',
  RELEASED = 'RELEASED',
  DISPOSED = 'DISPOSED',
}
