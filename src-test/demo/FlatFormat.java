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
                .put("ip", keepalive.claim().exit().map(Address::toString).orElse("unknown"))
                .put(
                        "country",
                        keepalive.claim().place().country().map(Country::name).orElse("Unknown"))
                .put("city", keepalive.claim().place().city())
                .put("region", keepalive.claim().place().region())
                .put("provider", keepalive.claim().provider())
                .put("timezone", keepalive.claim().place().timezone())
                .put(
                        "dns_loc",
                        keepalive.claim().dnsCountry().map(Country::code).orElse("Unknown"))
                .put("dns_colo", keepalive.claim().dnsColo());
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
