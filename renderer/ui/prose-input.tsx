import { Input } from 'antd';
import type { TextAreaProps } from 'antd/es/input';
import styles from './prose-input.module.css';

/**
 * A field for longer text that grows with it up to twelve lines, then scrolls. It grows by CSS: antd's own `autoSize`
 * writes style attributes, which the content policy refuses. Without `autoComplete` off the browser would keep what is typed with
 * its history of pages, in its memory and its files.
 */
export function ProseInput(props: Omit<TextAreaProps, 'autoSize'>) {
  return (
    <Input.TextArea
      maxLength={20_000}
      autoComplete="off"
      {...props}
      className={`${styles.prose} ${props.className ?? ''}`}
    />
  );
}
