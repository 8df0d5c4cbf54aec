export const ROLES = ["viewer", "operator", "admin"] as const; // each may what the one before may
export type Role = (typeof ROLES)[number];
export type Person = { readonly id: number; readonly name: string; readonly role: Role };

export const mayDo = ({ role }: Pick<Person, "role">, least: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(least);
