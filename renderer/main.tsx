import './nonce.ts';
import 'antd/dist/reset.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { stayConnected } from './client.ts';
import { fetchScreensWhenIdle } from './screens.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { watchPresence } from './store/presence.ts';
import { startSession } from './store/session.ts';
import { flushTyping } from './store/typing.ts';
import { applyPalette, light } from './styles/palette.ts';
import { startText } from './text.ts';

const root = createRoot(document.getElementById('root')!);

async function start(): Promise<void> {
  const session = await startSession();
  await startText(session.settings.locale);
  watchPresence();
  stayConnected();
  root.render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  );
  fetchScreensWhenIdle();
}

/** Without the other half there is nothing to show but why, in the language of the system. */
async function explain(error: unknown): Promise<void> {
  applyPalette(light, 'light');
  await startText(navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
  const Broken = (): never => {
    throw error;
  };
  root.render(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  );
}

/** A browser would open a file that misses its place, and leave the app for it. */
function refuseMissedFile(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, refuseMissedFile);
window.addEventListener('pagehide', () => void flushTyping());
start().catch(explain);
