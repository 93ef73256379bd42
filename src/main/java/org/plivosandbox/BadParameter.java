package org.plivosandbox;

/** A parameter that Plivo would refuse; the sentence is for the caller and repeats no value. */
class BadParameter extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadParameter(String sentence) {
    super(sentence, null, false, false);
  }
}
