import type { Data, Envelope } from "#shared/model/envelope.ts";
import { type DataOf, type Kind, kinds } from "#shared/model/kinds.ts";
import { Vehicle } from "#shared/model/vehicle.ts";

/**
 * What a document says, or null where it does not fit its kind, which the hub keeps from happening. Fields that a newer
 * desk knows and this one does not stay in the document and are not read.
 */
export function readingOf<K extends Kind>(kind: K, { data }: Pick<Envelope, "data">): DataOf<K> | null {
  const parsed = kinds[kind].schema.safeParse(data);
  return parsed.success ? (parsed.data as DataOf<K>) : null;
}

/** A car with nothing filled in, acquired on this civil date. */
export function blankVehicle(acquiredOn: string, at: string): Vehicle {
  return {
    stockNumber: "",
    vin: "",
    year: null,
    make: "",
    model: "",
    trim: "",
    bodyStyle: null,
    exteriorColor: "",
    transmission: null,
    fuel: null,
    odometer: null,
    price: null,
    status: { state: "acquired", round: 0, since: at },
    location: "",
    acquiredOn,
    soldOn: null,
    features: {},
    notes: "",
    coverPhotoId: null,
    deletedAt: null,
  };
}

const epoch = new Date(0).toISOString();

/** A car is always shown: fields that do not fit, such as a fuel that only a newer desk knows, are read as blank. */
export function vehicleReading({ data }: Pick<Envelope, "data">): Vehicle {
  const parsed = Vehicle.safeParse(data);
  return parsed.success ? parsed.data : repaired(data);
}

function repaired(data: Data): Vehicle {
  const blank: Record<string, unknown> = blankVehicle(epoch.slice(0, 10), epoch);
  for (const [field, schema] of Object.entries(Vehicle.shape)) {
    const parsed = schema.safeParse(data[field]);
    if (parsed.success) blank[field] = parsed.data;
  }
  return Vehicle.parse(blank);
}
