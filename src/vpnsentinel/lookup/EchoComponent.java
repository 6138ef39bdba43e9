package vpnsentinel.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;
import vpnsentinel.engine.EndpointOptions;

/**
 * {@code from: echo:NAME}: while the route runs, an echo provider of that name exists. Each question to it goes through
 * the route, which asks the provider and leaves its answer as the body.
 */
public final class EchoComponent extends DefaultComponent {
    @UriEndpoint(
            scheme = "echo",
            syntax = "echo:name",
            title = "Echo provider",
            firstVersion = "2.0.0",
            consumerOnly = true,
            category = {Category.NETWORKING})
    @Metadata(
            description = "Start the route for each question to a service that tells a caller the address it is seen"
                    + " from: the route asks the service and leaves its answer as the body.")
    record Options(
            @UriPath(description = "How people call the provider.") @Metadata(required = true)
            String name,

            @UriParam(description = "Who runs it; two of one operator do not confirm each other.")
            @Metadata(required = true)
            String operator,

            @UriParam(description = "The path, with query, that answers about the caller.") @Metadata(required = true)
            String ownPath,

            @UriParam(
                    description = "The path that answers about another address, which takes the place of"
                            + " {address}; empty when it cannot.")
            String addressPath,

            @UriParam(description = "The JSON pointer to the address: /ip.") @Metadata(required = true)
            String address,

            @UriParam(description = "The JSON pointer to the country, a code or an English name.")
            String country,

            @UriParam(description = "The JSON pointer to the city.")
            String city,

            @UriParam(description = "The JSON pointer to the region.")
            String region,

            @UriParam(description = "The JSON pointer to the time zone, an IANA name.")
            String timezone,

            @UriParam(description = "The JSON pointer to the network's number: AS64500 Name, Name (AS64500), 64500.")
            String asn,

            @UriParam(description = "The JSON pointer to the name of the network's operator.")
            String network,

            @UriParam(description = "The JSON pointer to whether the network is a data centre's.")
            String hosting,

            @UriParam(description = "The JSON pointer to whether the provider could answer: true or success.")
            String success,

            @UriParam(description = "The JSON pointer to why it could not.")
            String message,

            @UriParam(description = "The header that tells how many requests are left.")
            String quotaHeader,

            @UriParam(description = "The header that tells in how many seconds there are new ones.")
            String quotaResetHeader,

            @UriParam(
                    description = "The family by which the provider's host is reached, and so that of the address"
                            + " that it tells.",
                    enums = "v4,v6",
                    defaultValue = "v4")
            String family,

            @UriParam(
                    description = "How it answers: a JSON document, lines of key=value with the pointer /key, or"
                            + " bare text with the pointer /text.",
                    enums = "json,lines,text",
                    defaultValue = "json")
            String format,

            @UriParam(description = "Whether it is asked only when others brought too little.", defaultValue = "false")
            boolean spare) {
        EchoWay way() {
            return EchoWay.of(family, format, spare);
        }

        EchoConsumer.Quota quota() {
            return new EchoConsumer.Quota(optional(quotaHeader), optional(quotaResetHeader));
        }

        Map<EchoField, JsonPointer> fields() {
            Map<EchoField, JsonPointer> found = new EnumMap<>(EchoField.class);
            for (EchoField field : EchoField.values()) {
                optional(pointer(field)).ifPresent(pointer -> found.put(field, JsonPointer.compile(pointer)));
            }
            return found;
        }

        private String pointer(EchoField field) {
            return switch (field) {
                case ADDRESS -> address;
                case COUNTRY -> country;
                case CITY -> city;
                case REGION -> region;
                case TIMEZONE -> timezone;
                case ASN -> asn;
                case NETWORK -> network;
                case HOSTING -> hosting;
                case SUCCESS -> success;
                case MESSAGE -> message;
            };
        }

        private static Optional<String> optional(String text) {
            return Optional.of(text).filter(each -> !each.isEmpty());
        }
    }

    private final EchoProviders providers;

    public EchoComponent(EchoProviders providers) {
        this.providers = providers;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        Options options = EndpointOptions.read(this, Options.class, name, parameters);
        EchoWay way = options.way();
        Map<EchoField, JsonPointer> fields = options.fields();
        Optional<String> addressPath = Options.optional(options.addressPath);
        return new ConsumerOnly(
                uri,
                this,
                (endpoint, route) -> new EchoConsumer(
                        endpoint,
                        route,
                        providers,
                        options.quota(),
                        call -> new EchoProvider(
                                name, options.operator, way, fields, options.ownPath, addressPath, call)));
    }
}
