package vpnsentinel.settings;

import java.util.Optional;

/** A port of TCP or UDP. */
record PortType() implements SettingType<Integer> {
    private static final Range PORTS = new Range(1, 65535);

    @Override
    public String word() {
        return "port";
    }

    @Override
    public String holds() {
        return "Integer";
    }

    @Override
    public Optional<Integer> parse(String text) {
        return PORTS.parse(text);
    }

    @Override
    public String expected() {
        return "a port from 1 to 65535";
    }
}
