package vpnsentinel.wire;

import java.util.HashMap;
import java.util.Map;
import vpnsentinel.settings.Settings;

/** The zone that the server answers itself, from the side of who asks for names in it. */
public final class OwnZone {
    private final String zone;
    private final String key;
    private final String label;

    /** The zone of the settings, for a client of this id. */
    public OwnZone(Settings settings, String clientId) {
        zone = settings.text("dns-echo.zone");
        key = settings.text("api.key");
        label = EchoName.label(clientId);
    }

    /** A fresh label that only who knows the key can make. */
    public String nonce() {
        return EchoName.nonce(key, label);
    }

    /** {@code dns-echo.on}, and {@code dns-echo.name}: the name under which fresh labels are asked for. */
    public Map<String, String> placeholders() {
        Map<String, String> derived = new HashMap<>();
        derived.put("dns-echo.on", String.valueOf(!zone.isEmpty()));
        derived.put("dns-echo.name", label + "." + (zone.isEmpty() ? "off.invalid" : zone));
        derived.put("dns-echo.zone", zone.isEmpty() ? "off.invalid" : zone);
        return derived;
    }
}
