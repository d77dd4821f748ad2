import { announce } from './announce';
import { notify, notifyProblem } from './notify';

/** False where the browser does not let us: over plain HTTP from another machine, or without leave. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The same, for places that have no words of their own for how it went. */
export async function copyAndSay(text: string, what: string): Promise<void> {
  if (await copyText(text)) {
    notify(`${what} copied`);
    announce(`${what} copied.`);
  } else notifyProblem(`${what} could not be copied`, new Error('The browser does not let this page copy.'));
}
