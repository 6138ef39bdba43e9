package vpnsentinel.settings;

import java.util.Optional;
import vpnsentinel.network.Address;

/** An address of this host to listen on, kept without brackets. */
record BindType() implements SettingType<String> {
    @Override
    public String word() {
        return "bind";
    }

    @Override
    public String holds() {
        return "String";
    }

    @Override
    public Optional<String> parse(String text) {
        String host = text.replaceAll("^\\[(.*)]$", "$1");
        return host.equals("localhost") || Address.parse(host).isPresent() ? Optional.of(host) : Optional.empty();
    }

    @Override
    public String expected() {
        return "an address of this host, 0.0.0.0 for all, or 127.0.0.1 for this host alone";
    }
}
