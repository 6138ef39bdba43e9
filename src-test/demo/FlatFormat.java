package demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.wire.Keepalive;

/** The flat keepalive of the Python product's older clients. */
final class FlatFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FlatFormat() {}

    static byte[] write(Keepalive keepalive) {
        ObjectNode root = JSON.createObjectNode()
                .put("client_id", keepalive.clientId())
                .put("status", "alive")
                .put("client_version", keepalive.version())
                .put("ip", keepalive.exit().map(Address::toString).orElse("unknown"))
                .put("country", keepalive.place().country().map(Country::name).orElse("Unknown"))
                .put("city", keepalive.place().city())
                .put("region", keepalive.place().region())
                .put("provider", keepalive.provider())
                .put("timezone", keepalive.place().timezone())
                .put("dns_loc", keepalive.dnsCountry().map(Country::code).orElse("Unknown"))
                .put("dns_colo", keepalive.dnsColo());
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
