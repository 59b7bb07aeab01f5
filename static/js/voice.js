/* Speak a sentence: recorded here, written down by the server, corrected by the person. Nothing is kept. */
(() => {
  const LONGEST_MS = 60000;
  const place = document.querySelector("[data-voice]");
  if (!place || !navigator.mediaDevices || !window.MediaRecorder) return;
  const button = place.querySelector("button");
  const said = place.querySelector("[aria-live]");
  const target = document.getElementById(place.dataset.target);
  const token = place.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
  let recorder = null;
  let timer = 0;
  place.hidden = false;

  const rest = () => { recorder = null; button.disabled = false; button.textContent = button.dataset.start; };

  const send = async (parts, type) => {
    button.disabled = true;
    button.textContent = button.dataset.busy;
    const body = new FormData();
    body.append("sound", new Blob(parts, { type }), "sentence");
    try {
      const answer = await fetch(place.dataset.voice, { method: "POST", body, headers: { "X-CSRFToken": token } });
      const told = await answer.json();
      if (answer.ok) {
        target.value = `${target.value} ${told.text}`.trim();
        target.focus();
      } else {
        said.textContent = told.error;
      }
    } catch {
      said.textContent = button.dataset.lost;
    }
    rest();
  };

  const start = async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      said.textContent = button.dataset.denied;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      clearTimeout(timer);
      stream.getTracks().forEach((track) => track.stop());
      send(parts, recorder.mimeType);
    };
    recorder.start();
    timer = setTimeout(() => recorder && recorder.state === "recording" && recorder.stop(), LONGEST_MS);
    button.textContent = button.dataset.stop;
  };

  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));
})();
