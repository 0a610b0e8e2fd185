import type { RoomId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Site } from '@ohjaamo/shared/tenants/profile.ts';

/**
 * The undivided rooms that a room is made of: itself, or all its parts and theirs. Only they have calendar sheets, so that a
 * hall is free exactly when all its parts are. Empty for a room that the site does not have.
 */
export function undividedRooms(site: Site, room: RoomId): RoomId[] {
  const seen = new Set<RoomId>();
  const of = (id: RoomId): RoomId[] => {
    // Rooms that are parts of each other are a mistake of data; they must not hang the house.
    if (seen.has(id)) return [];
    seen.add(id);
    const parts = site.rooms.filter(({ partOf }) => partOf === id);
    return parts.length === 0 ? [id] : parts.flatMap((part) => of(part.id));
  };
  return site.rooms.some(({ id }) => id === room) ? of(room) : [];
}
