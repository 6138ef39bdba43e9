package vpnsentinel.probe;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import vpnsentinel.engine.ConsumerOnly;

/**
 * {@code to: dns-question:NAME}: asks the name server in the body for the name, and leaves the records as the body.
 * Parameters: {@code type} ({@code A}, {@code AAAA}, {@code TXT}), {@code questionClass} ({@code IN}, {@code CH}),
 * {@code transport} ({@code udp}, {@code tcp}), and {@code unique}, which puts a fresh label in front each time.
 */
final class DnsQuestionComponent extends DefaultComponent {
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
        String type = ConsumerOnly.required(this, parameters, "type", "dns-question:" + name);
        String dnsClass = getAndRemoveParameter(parameters, "questionClass", String.class, "IN");
        String transport = getAndRemoveParameter(parameters, "transport", String.class, "udp");
        if (!transport.equals("udp") && !transport.equals("tcp")) {
            throw new IllegalArgumentException("transport '" + transport + "', expected udp or tcp");
        }
        DnsQuestion question = DnsQuestion.of(name, type, dnsClass).counted(count);
        question = transport.equals("tcp") ? question.byTcp() : question;
        boolean unique = getAndRemoveParameter(parameters, "unique", Boolean.class, false);
        return new Question(uri, this, unique ? question.fresh(freshLabel) : question, timeout);
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
