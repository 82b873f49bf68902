// Rings without a sound file. A browser lets a page sound only after the person did something on it;
// until then the ring is seen, and the button in the header says that it cannot be heard.

/** Each: pitches, volume, and the seconds of sound and silence that repeat. */
const TONES = {
  ring: { hertz: [659, 784], volume: 0.16, beats: [0.4, 0.2, 0.4, 2] },
  ringback: { hertz: [425], volume: 0.05, beats: [1, 4] },
};

export class Sound {
  #context;
  #playing;
  #timer;
  #changed;
  muted = localStorage.getItem('ringdown.muted') === 'yes';

  /** @param changed called when it becomes audible, or no longer is */
  constructor(changed) {
    this.#changed = changed;
    const wake = () => this.#wake();
    ['pointerdown', 'keydown'].forEach((kind) => addEventListener(kind, wake, { passive: true }));
  }

  get isAudible() {
    return !this.muted && this.#context?.state === 'running';
  }

  toggle() {
    this.muted = !this.muted;
    localStorage.setItem('ringdown.muted', this.muted ? 'yes' : 'no');
    this.#changed();
  }

  /** @param name ring, ringback, or nothing for silence */
  play(name) {
    if (name === this.#playing) {
      return;
    }
    this.#playing = name;
    document.documentElement.dataset.sound = name ?? '';
    clearTimeout(this.#timer);
    navigator.vibrate?.(name === 'ring' ? [400, 200, 400] : 0);
    if (name) {
      this.#beat(TONES[name], 0);
    }
  }

  #beat(tone, i) {
    const seconds = tone.beats[i % tone.beats.length];
    if (i % 2 === 0 && this.isAudible) {
      tone.hertz.forEach((hertz) => this.#tone(hertz, tone.volume / tone.hertz.length, seconds));
    }
    this.#timer = setTimeout(() => this.#beat(tone, i + 1), seconds * 1000);
  }

  #tone(hertz, volume, seconds) {
    const now = this.#context.currentTime;
    const oscillator = new OscillatorNode(this.#context, { frequency: hertz });
    const gain = new GainNode(this.#context, { gain: 0 });
    gain.gain.setTargetAtTime(volume, now, 0.02);
    gain.gain.setTargetAtTime(0, now + seconds - 0.06, 0.02);
    oscillator.connect(gain).connect(this.#context.destination);
    oscillator.start(now);
    oscillator.stop(now + seconds);
  }

  async #wake() {
    this.#context ??= new AudioContext();
    if (this.#context.state !== 'running') {
      await this.#context.resume();
      this.#changed();
    }
  }
}
