import { Component, type ComponentChild, type FunctionComponent, h } from 'preact';

/**
 * A component that is drawn anew only when one of its properties is another value. Messages never change in
 * place, and a long history is too much to draw at every key press.
 */
export function memo<P extends object>(view: FunctionComponent<P>): new (properties: P) => Component<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = new Map(Object.entries(this.props));
      return Object.entries(next).some(([name, value]) => before.get(name) !== value);
    }

    override render(properties: P): ComponentChild {
      return h(view, properties);
    }
  };
}
