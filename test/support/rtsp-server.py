"""An RTSP camera for tests: rtsp-server.py PORT CLIP.mp4 USER PASSWORD basic|digest ADDRESS

/live  a moving test picture, encoded here
/clip  the clip in a loop, as it was encoded
and further ones, as cameras are set when they come: see MADE
"""

import sys

import gi

for module in ("Gst", "GstRtsp", "GstRtspServer"):
    gi.require_version(module, "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

H264 = "video/x-h264,stream-format=byte-stream,alignment=au"


def made(width, height, fps, keyframes, codec="h264"):
    """A moving test picture, encoded here."""
    encoder = f"x{codec[1:]}enc tune=zerolatency speed-preset=ultrafast key-int-max={keyframes}"
    return (
        f"( videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width={width},height={height},"
        f"framerate={fps}/1 ! {encoder} ! rtp{codec}pay name=pay0 pt=96 config-interval=1 )"
    )


MADE = {
    "/live": made(640, 360, 15, 15),
    "/h265": made(1280, 720, 15, 15, "h265"),
    "/two-fps": made(1280, 720, 2, 2),
    "/far-keyframes": made(1280, 720, 15, 900),
    "/Streaming/Channels/101": made(3840, 2160, 10, 20),
    "/Streaming/Channels/102": made(1280, 720, 15, 15),
}


class ClipFactory(GstRtspServer.RTSPMediaFactory):
    """Two pipelines: one reads the file at its own pace and starts over, one sends what it is handed."""

    def __init__(self, clip):
        super().__init__()
        self.clip = clip
        self.readers = []

    def do_create_element(self, _url):
        return Gst.parse_launch(
            f'appsrc name=frames is-live=true format=time do-timestamp=true caps="{H264}" '
            "! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96"
        )

    def do_configure(self, media):
        frames = media.get_element().get_child_by_name("frames")
        reader = Gst.parse_launch(
            f'filesrc location="{self.clip}" ! qtdemux ! h264parse ! {H264} '
            "! appsink name=out sync=true emit-signals=true max-buffers=4"
        )

        def hand_over(sink):
            buffer = sink.emit("pull-sample").get_buffer()
            return frames.emit("push-buffer", Gst.Buffer.new_wrapped(buffer.extract_dup(0, buffer.get_size())))

        reader.get_by_name("out").connect("new-sample", hand_over)
        bus = reader.get_bus()
        bus.add_signal_watch()
        start_over = Gst.SeekFlags.FLUSH | Gst.SeekFlags.KEY_UNIT
        bus.connect("message::eos", lambda *_: reader.seek_simple(Gst.Format.TIME, start_over, 0))
        media.connect("unprepared", lambda *_: reader.set_state(Gst.State.NULL))
        reader.set_state(Gst.State.PLAYING)
        self.readers.append(reader)


def login(user, password, scheme):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    if scheme == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    return auth


def main():
    port, clip, user, password, scheme, address = sys.argv[1:7]
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address(address)
    server.set_service(port)
    server.set_auth(login(user, password, scheme))
    factories = {"/clip": ClipFactory(clip)}
    for path, launch in MADE.items():
        factories[path] = GstRtspServer.RTSPMediaFactory()
        factories[path].set_launch(launch)
    for path, factory in factories.items():
        factory.set_shared(True)
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_role("viewer")
        for right in ("access", "construct"):
            permissions.add_permission_for_role("viewer", f"media.factory.{right}", True)
        factory.set_permissions(permissions)
        server.get_mount_points().add_factory(path, factory)
    if not server.attach(None):
        sys.exit("the port is in use")
    print("ready", flush=True)
    GLib.MainLoop().run()


main()
