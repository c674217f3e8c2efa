// What GraphiQL shows to somebody who opens it for the first time.

export const OVERVIEW = `# What is there, and how it is right now. Run it with Ctrl-Enter.
query Overview {
  machines(first: 10) {
    nodes {
      code
      status
      sensors {
        key
        unit
        latest {
          measuredAt
          value
        }
      }
    }
  }
  excursions(where: { open: true }, first: 10) {
    nodes {
      severity
      kind
      startedAt
      peak
      sensor {
        key
      }
    }
  }
}
`;

export const READINGS = `# Every reading from the moment it is stored.
subscription Readings {
  readingRecorded {
    cursor
    reading {
      measuredAt
      value
      unit
      sensor {
        key
      }
    }
  }
}
`;

export const EXCURSIONS = `# Every change of an excursion: when it opens, when it closes, when late data corrects it.
subscription Excursions {
  excursionChanged {
    cursor
    change
    excursion {
      severity
      kind
      limit
      startedAt
      endedAt
      peak
      revision
      sensor {
        key
      }
    }
  }
}
`;
