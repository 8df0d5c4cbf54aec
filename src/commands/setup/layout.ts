/** Where an installed machine keeps things; the package's units name the same places. */
const ETC = "/etc/hailong";
export const EDGE_FILE = `${ETC}/edge.yaml`;
export const HUB_FILE = `${ETC}/hub.yaml`;
export const SECRETS = `${ETC}/secrets`;
/** The ward's own authority, and the certificates that it has given; what mosquitto reads lies apart. */
export const AUTHORITY = `${ETC}/authority`;
/** Copies of the certificates without their keys, for the hub to read how long they hold. */
export const ISSUED = `${ETC}/issued`;
export const BROKER = `${ETC}/mosquitto`;
export const BROKER_CONFIG = "/etc/mosquitto/conf.d/hailong.conf";

export const DESK_DATA = "/var/lib/hailong/desk";
export const HUB_DATA = "/var/lib/hailong/hub";
/** Where hailong-backup-hub.service keeps its copies. */
export const HUB_BACKUPS = "/var/lib/hailong/backup-hub";
export const CAMERA_SETTINGS = "/var/lib/hailong/calibrate";
export const DEVICES_FILE = `${HUB_DATA}/devices.yaml`;
export const EYE_SOCKET = "/run/hailong/eye/edge.sock";
export const FEED_SOCKET = "/run/hailong/camera/edge.sock";

export const CAMERA_DROP_IN = "/etc/systemd/system/hailong-camera@edge.service.d/camera.conf";
