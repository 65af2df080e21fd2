import { useReplica } from "./context.tsx";
import { useLive } from "./use-live.ts";

/** How many cars are out of the bin, and how many photos they have. */
export function useLotSize(): { readonly cars: number; readonly photos: number } {
  const cars = useLive(useReplica().inventory).cars.filter(({ vehicle }) => vehicle.deletedAt === null);
  return { cars: cars.length, photos: cars.reduce((sum, { photoCount }) => sum + (photoCount ?? 0), 0) };
}
