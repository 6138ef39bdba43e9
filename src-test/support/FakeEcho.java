package support;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import vpnsentinel.lookup.EchoCall;
import vpnsentinel.lookup.EchoFailure;
import vpnsentinel.lookup.EchoField;
import vpnsentinel.lookup.EchoProvider;
import vpnsentinel.lookup.EchoReply;
import vpnsentinel.lookup.EchoWay;

/** An echo provider whose answers a test sets. */
public final class FakeEcho implements EchoCall {
    public final EchoProvider provider;
    public final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile EchoCall answer;

    public FakeEcho(String name, String operator, String address) {
        this(name, operator, address, EchoWay.USUAL);
    }

    public FakeEcho(String name, String operator, String address, EchoWay way) {
        provider = new EchoProvider(
                name,
                operator,
                way,
                Map.of(EchoField.ADDRESS, JsonPointer.compile("/ip"), EchoField.ASN, JsonPointer.compile("/asn")),
                "/own",
                Optional.of("/{address}"),
                this);
        answer = says(address, 64500);
    }

    private static EchoCall says(String address, int asn) {
        return path -> {
            String about = path.equals("/own") ? address : path.substring(1);
            return EchoReply.of("{\"ip\":\"" + about + "\",\"asn\":" + asn + "}");
        };
    }

    public FakeEcho sees(String address, int asn) {
        answer = says(address, asn);
        return this;
    }

    public FakeEcho fails(int status) {
        return fails(new EchoFailure(status, "HTTP " + status, Optional.empty()));
    }

    public FakeEcho fails(EchoFailure failure) {
        answer = path -> {
            throw failure;
        };
        return this;
    }

    public FakeEcho asksForPause(Duration pause) {
        EchoCall before = answer;
        answer = path -> new EchoReply(before.get(path).body(), pause);
        return this;
    }

    public FakeEcho hangsUntil(CountDownLatch latch) {
        answer = path -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return EchoReply.of("");
        };
        return this;
    }

    public int calls() {
        return paths.size();
    }

    @Override
    public EchoReply get(String path) throws EchoFailure {
        paths.add(path);
        return answer.get(path);
    }
}
