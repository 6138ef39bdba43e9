package lab.core;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Address;

/** All sites behind one listener: the name that the caller used, or else the address that it called, decides which answers. */
final class Web implements HttpHandler {
    private final List<String> here;
    private final boolean encrypted;
    private final Sites sites;

    /**
     * What all listeners have in common.
     *
     * @param byName the sites that echo
     * @param bot the Bot API, under {@link Bot#NAME}
     */
    record Sites(
            Map<String, Site> byName, Bot bot, Faults faults, Journal<Journal.Request> journal, InstantSource clock) {}

    /** The sites of these names; the first one answers who uses no name. */
    Web(List<String> here, boolean encrypted, Sites sites) {
        this.here = List.copyOf(here);
        this.encrypted = encrypted;
        this.sites = sites;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Visit visit = visit(exchange);
            String name = here.contains(visit.host()) ? visit.host() : here.get(0);
            note(visit, name);
            if (name.equals(Bot.NAME)) {
                sites.bot().handle(exchange);
                return;
            }
            exchange.getRequestBody().readAllBytes();
            Optional<Page> page = page(name, visit);
            if (page.isPresent()) {
                send(exchange, page.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Visit visit, String name) {
        URI uri = visit.uri();
        String path = visit.query().isEmpty() ? uri.getRawPath() : uri.getRawPath() + "?" + visit.query();
        sites.journal()
                .add(new Journal.Request(
                        visit.at().toEpochMilli(), name, visit.caller().toString(), path));
    }

    private Visit visit(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        return new Visit(
                exchange.getRequestURI(),
                host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT),
                Address.of(exchange.getRemoteAddress().getAddress()),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("User-Agent"))
                        .orElse(""),
                encrypted,
                sites.clock().instant());
    }

    /** What the site answers; empty when the connection closes without an answer. */
    private Optional<Page> page(String name, Visit visit) throws InterruptedException {
        Site site = Optional.ofNullable(sites.byName().get(name)).orElseThrow();
        Fault fault = sites.faults().of(name);
        if (fault instanceof Fault.Status status) {
            return Optional.of(site.failure(status.code()));
        }
        if (fault instanceof Fault.Lie lie) {
            return Optional.of(site.answer(visit.from(lie.address())));
        }
        return switch ((Fault.Plain) fault) {
            case NONE -> Optional.of(site.answer(visit));
            case GARBAGE -> Optional.of(site.answer(visit).garbled());
            case PORTAL -> Optional.of(Page.portal());
            case REFUSE -> Optional.empty();
            case HANG -> {
                sites.faults().outlast(name, fault);
                yield Optional.empty();
            }
        };
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.bytes();
        page.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", page.type());
        exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
