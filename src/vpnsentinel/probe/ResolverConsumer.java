package vpnsentinel.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import vpnsentinel.call.FailureWords;

/** Puts a method's question through its route, once for each name server. */
final class ResolverConsumer extends DefaultConsumer {
    private final ResolverProbe probe;
    private final ResolverMethod method;

    ResolverConsumer(
            Endpoint endpoint, Processor route, ResolverProbe probe, Function<DnsCall, ResolverMethod> method) {
        super(endpoint, route);
        this.probe = probe;
        this.method = method.apply(new Late());
    }

    /** The method is made before this consumer is whole. */
    private final class Late implements DnsCall {
        @Override
        public List<List<String>> ask(NameServer server) throws DnsFailure {
            return ResolverConsumer.this.ask(server);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        probe.register(method);
    }

    @Override
    protected void doStop() throws Exception {
        probe.unregister(method);
        super.doStop();
    }

    private List<List<String>> ask(NameServer server) throws DnsFailure {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(server);
            getProcessor().process(exchange);
            @Nullable
            Exception thrown = exchange.getException() != null
                    ? exchange.getException()
                    : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            if (thrown != null) {
                throw thrown;
            }
            return records(exchange.getMessage().getBody());
        } catch (DnsFailure failure) {
            throw failure;
        } catch (Exception e) {
            throw new DnsFailure(FailureWords.of(e));
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static List<List<String>> records(@Nullable Object body) throws DnsFailure {
        if (!(body instanceof List<?> list)) {
            throw new DnsFailure("its route left no records");
        }
        List<List<String>> records = new ArrayList<>();
        for (Object each : list) {
            records.add(
                    each instanceof List<?> strings
                            ? strings.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(each)));
        }
        return records;
    }
}
