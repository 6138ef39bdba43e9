package vpnsentinel.launch;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandles;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.RememberedNames;
import vpnsentinel.call.Requests;
import vpnsentinel.client.LostNetworkSteps;
import vpnsentinel.command.Check;
import vpnsentinel.command.HomeCommands;
import vpnsentinel.command.KeyCommand;
import vpnsentinel.settings.DataFolder;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.Version;

/** The program: a half, or a word that looks at one ({@code check}, {@code home}, {@code learn}, {@code key},
 * {@code demo}, {@code version}). */
public final class Sentinel {
    /** The process cannot run as it is configured (sysexits.h: EX_CONFIG). */
    static final int CONFIGURATION = 78;

    private static final int WRONG_USAGE = 2;
    private static final long MOST_STOP_MS = 4_500;

    private Sentinel() {}

    /** Runs what the first word says; the settings come from the environment. */
    public static void main(String[] words) throws InterruptedException {
        RememberedNames.askJavaEachTime();
        Requests.allowHostHeader();
        String word = words.length == 0 ? "" : words[0];
        List<String> rest = Arrays.asList(words).subList(Math.min(1, words.length), words.length);
        switch (word) {
            case "server" -> run(Half.SERVER);
            case "client" -> run(Half.CLIENT);
            case "check" -> System.exit(Check.run(rest, FilesTrial::rows));
            case "home", "learn" -> System.exit(HomeCommands.run(Arrays.asList(words)));
            case "key" -> System.exit(KeyCommand.run());
            case "demo" -> demonstrate(rest);
            case "version" -> System.out.println("VPN Sentinel " + Version.text());
            default -> {
                System.err.println("vpn-sentinel: '" + word
                        + "', expected server, client, check, home, learn, key, demo, or version");
                System.exit(WRONG_USAGE);
            }
        }
    }

    /** Where its jar is on the class path: the product itself does without it. */
    private static void demonstrate(List<String> words) {
        try {
            MethodHandles.lookup()
                    .findStatic(Class.forName("demo.Demo"), "main", methodType(void.class, String[].class))
                    .invoke(words.toArray(String[]::new));
        } catch (ClassNotFoundException e) {
            System.err.println("vpn-sentinel: the demonstration is not installed here; ./sentinel demo has it");
            System.exit(WRONG_USAGE);
        } catch (Throwable e) {
            throw new IllegalStateException("the demonstration ended too early", e);
        }
    }

    private static void run(Half half) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        // else the JVM would print it by itself, with whatever secret stands in it
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                LoggerFactory.getLogger(Sentinel.class).error("thread ended thread={}", thread.getName(), thrown));
        boolean stays = Settings.isOn(System.getenv(), "start.stay-on-error");
        StartAttempts attempts = new StartAttempts(stays, time -> Thread.sleep(time.toMillis()), System.err);
        if (!attempts.succeed(() -> start(half, stopped))) {
            halt();
        }
        stopped.await();
    }

    private static void start(Half half, CountDownLatch stopped) throws Exception {
        Settings given = Settings.read(System.getenv(), half);
        Logging.configure(given);
        advise(given);
        Settings settings = KeyWait.over(given, () -> Settings.read(System.getenv(), half));
        AutoCloseable running = start(half, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, stopped), "stop"));
    }

    private static void advise(Settings settings) {
        Logger log = LoggerFactory.getLogger(Settings.class);
        settings.warnings().forEach(each -> log.warn("{}", each));
        DataFolder.trouble(settings).ifPresent(trouble -> log.warn("{} hint=\"{}\"", trouble, DataFolder.HINT));
        if (settings.isGiven("time.zone")) {
            TimeZone.setDefault(TimeZone.getTimeZone(settings.zone())); // of the log, too
        }
    }

    private static AutoCloseable start(Half half, Settings settings) throws Exception {
        InstantSource clock = InstantSource.system();
        return half == Half.SERVER
                ? ServerHalf.start(settings, clock, new ClockSteps(clock, System::nanoTime))
                : ClientHalf.start(settings, clock, Sentinel::tryAgain);
    }

    /** Stops in order, from a thread of its own: who asks for it is one of those that are then waited for. */
    private static void tryAgain() {
        new Thread(() -> System.exit(LostNetworkSteps.EXIT_CODE), "exit").start();
    }

    /** Not {@code exit}: hooks of a half that never ran could hang. */
    private static void halt() {
        System.err.flush();
        Runtime.getRuntime().halt(CONFIGURATION);
    }

    private static void stop(AutoCloseable running, CountDownLatch stopped) {
        Thread closing = new Thread(() -> close(running), "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(MOST_STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }

    private static void close(AutoCloseable running) {
        Logger log = LoggerFactory.getLogger(Sentinel.class);
        try {
            running.close();
            log.info("stopped");
        } catch (Exception e) {
            log.warn("stopped with a complaint cause=\"{}\"", e.toString());
        }
    }
}
