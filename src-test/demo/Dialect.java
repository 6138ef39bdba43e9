package demo;

/** Whose keepalives a simulated client speaks. */
public enum Dialect {
    /** This product's: claims, and the evidence behind them. */
    EVIDENCE,
    /** The Python product's flat form: claims only, no interval, no sequence. */
    FLAT
}
