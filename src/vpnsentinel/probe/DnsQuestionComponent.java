package vpnsentinel.probe;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import vpnsentinel.engine.EndpointOptions;

/** {@code to: dns-question:NAME}: asks the name server in the body for the name, and leaves the records as the body. */
final class DnsQuestionComponent extends DefaultComponent {
    @UriEndpoint(
            scheme = "dns-question",
            syntax = "dns-question:name",
            title = "DNS question",
            firstVersion = "2.0.0",
            producerOnly = true,
            category = {Category.NETWORKING})
    @Metadata(
            description = "Ask the name server in the body for a name, and leave the records as the body;"
                    + " for routes that start from resolver:.")
    record Options(
            @UriPath(description = "The domain name to ask for.") @Metadata(required = true)
            String name,

            @UriParam(description = "The type of the records.", enums = "A,AAAA,TXT") @Metadata(required = true)
            String type,

            @UriParam(
                    description = "The class of the records: the internet's or CHAOS, in which name servers"
                            + " tell of themselves.",
                    enums = "IN,CH",
                    defaultValue = "IN")
            String questionClass,

            @UriParam(
                    description = "udp asks by TCP, too, when the answer does not fit or none comes;"
                            + " tcp asks by TCP alone.",
                    enums = "udp,tcp",
                    defaultValue = "udp")
            String transport,

            @UriParam(
                    description = "Whether a fresh label is put in front each time, so that no cache can answer.",
                    defaultValue = "false")
            boolean unique) {}

    private final Duration timeout;
    private final Supplier<String> freshLabel;
    private final Runnable count;

    DnsQuestionComponent(Duration timeout, Supplier<String> freshLabel, Runnable count) {
        this.timeout = timeout;
        this.freshLabel = freshLabel;
        this.count = count;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        Options options = EndpointOptions.read(this, Options.class, name, parameters);
        String transport = options.transport;
        if (!transport.equals("udp") && !transport.equals("tcp")) {
            throw new IllegalArgumentException("transport '" + transport + "', expected udp or tcp");
        }
        DnsQuestion question =
                DnsQuestion.of(name, options.type, options.questionClass).counted(count);
        question = transport.equals("tcp") ? question.byTcp() : question;
        return new Question(uri, this, options.unique ? question.fresh(freshLabel) : question, timeout);
    }

    /** One question, to be put to the name servers that come by. */
    private static final class Question extends DefaultEndpoint {
        private final DnsQuestion question;
        private final Duration timeout;

        Question(String uri, Component component, DnsQuestion question, Duration timeout) {
            super(uri, component);
            this.question = question;
            this.timeout = timeout;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws DnsFailure {
                    NameServer server = exchange.getMessage().getBody(NameServer.class);
                    if (server == null) {
                        throw new DnsFailure("no name server in the body: does the route start from resolver:?");
                    }
                    exchange.getMessage().setBody(question.ask(server, timeout));
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor route) {
            throw new UnsupportedOperationException("dns-question: asks; a route cannot start from it");
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }
}
